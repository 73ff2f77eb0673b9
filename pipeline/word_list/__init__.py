"""The words of short texts, by jieba."""

from pipeline.word_list.jieba_words import part_words

__all__ = ["part_words"]
