"""An electronic signature on a finished PDF: PAdES, baseline level B-B (ETSI EN 319 142-1), by pyHanko.

The signature is an incremental update: not a byte of the file that was signed changes. Its field has no appearance and
lies outside the page: PDF/A-2 forbids hidden annotations (ISO 19005-2, 6.3.2), PDF/UA wants each visible one tagged
(ISO 14289-1, 7.18), and outside the crop box neither says more than that the page has a tab order. Nothing is
asked of the network: no time stamp, no revocation list.

pyHanko comes with the extra ``sign`` and is imported when something is signed.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import BindingError, FileAccessError, MissingProgramError, Problem, UsageError
from pipeline.i18n import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
    from cryptography.x509 import Certificate
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import SimpleSigner

FIELD_NAME = "Signature"

_LARGEST_KEY = 1_000_000  # bytes of a key file

AskPassphrase = Callable[[], str]


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key with its certificate and those that vouch for it. *name* is the signer's, of the certificate."""

    name: str
    signer: "SimpleSigner"


def open_key(path: Path, ask: AskPassphrase) -> SigningKey:
    """The key in the PKCS#12 or PEM file *path*; *ask* gives the passphrase, and is called when one is needed.

    Raises MissingProgramError without pyHanko, FileAccessError when the file cannot be read, UsageError when the
    passphrase is wrong, there is no key or no certificate of it, or the certificate is not valid now.
    """
    if find_spec("pyhanko") is None:
        message = _("Signing needs the library pyHanko.")
        raise MissingProgramError(Problem(message, hint=_("Install it: pip install 'kanben[sign]'.")))
    data = _read(path)
    key, certificates = _pem(data, path, ask) if b"-----BEGIN" in data else _pkcs12(data, path, ask)
    if key is None:
        raise _describe_fault(path, _("The file holds no private key."))
    own = [one for one in certificates if one.public_key() == key.public_key()]
    if not own:
        raise _describe_fault(path, _("The file holds no certificate of its private key."))
    certificate = own[0]
    _expect_valid(certificate, path)
    return SigningKey(_name(certificate), _signer(key, certificate, [one for one in certificates if one not in own]))


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise FileNotFoundError(2, _("no such file"))
        with path.open("rb") as file:
            data = file.read(_LARGEST_KEY + 1)
    except OSError as error:
        message = _("The key cannot be read: {reason}.").format(reason=error.strerror or error)
        raise FileAccessError(Problem(message, path)) from error
    if len(data) > _LARGEST_KEY:
        raise _describe_fault(path, _("The file is too large for a key."))
    return data


def _describe_fault(path: Path, message: str, hint: str = "") -> UsageError:
    return UsageError(Problem(message, path, hint=hint or _("Name a PKCS#12 file, or a PEM file with both.")))


def _wrong_passphrase(path: Path) -> UsageError:
    return _describe_fault(
        path, _("The passphrase of the key is wrong."), _("It is asked for, or taken from KANBEN_SIGN_PASSPHRASE.")
    )


def _pem(data: bytes, path: Path, ask: AskPassphrase) -> "tuple[PrivateKeyTypes | None, list[Certificate]]":
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    if b"PRIVATE KEY-----" not in data:
        return None, []
    try:
        certificates = x509.load_pem_x509_certificates(data) if b"-----BEGIN CERTIFICATE-----" in data else []
        try:
            return load_pem_private_key(data, None), certificates
        except TypeError:  # it has a passphrase
            passphrase = ask().encode("utf-8")
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _describe_fault(path, _("The key file is damaged, or of a kind that is not known.")) from error
    try:
        return load_pem_private_key(data, passphrase), certificates
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _wrong_passphrase(path) from error


def _pkcs12(data: bytes, path: Path, ask: AskPassphrase) -> "tuple[PrivateKeyTypes | None, list[Certificate]]":
    from asn1crypto.pkcs12 import Pfx
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates

    try:
        is_pkcs12 = Pfx.load(data, strict=True)["version"].native == "v3"
    except (ValueError, TypeError) as error:
        raise _describe_fault(path, _("The key file is damaged, or of a kind that is not known.")) from error
    if not is_pkcs12:
        raise _describe_fault(path, _("The key file is damaged, or of a kind that is not known."))
    for passphrase in (lambda: None, lambda: b"", lambda: ask().encode("utf-8")):
        try:
            key, certificate, others = load_key_and_certificates(data, passphrase())
        except ValueError:
            continue
        return key, [*([certificate] if certificate else []), *others]
    raise _wrong_passphrase(path)


def _expect_valid(certificate: "Certificate", path: Path) -> None:
    now = datetime.now(UTC)
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not first <= now <= last:
        message = _("The certificate is valid from {first} to {last} only.").format(
            first=first.date(), last=last.date()
        )
        raise _describe_fault(path, message, _("Sign with one that is valid today."))


def _name(certificate: "Certificate") -> str:
    from cryptography.x509.oid import NameOID

    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in certificate.subject.get_attributes_for_oid(kind):
            return str(attribute.value)
    return certificate.subject.rfc4514_string()


def _signer(key: "PrivateKeyTypes", certificate: "Certificate", others: "list[Certificate]") -> "SimpleSigner":
    from asn1crypto.keys import PrivateKeyInfo
    from asn1crypto.x509 import Certificate as Parsed
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    chain = SimpleCertificateStore()
    chain.register_multiple(Parsed.load(one.public_bytes(Encoding.DER)) for one in others)
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    parsed = Parsed.load(certificate.public_bytes(Encoding.DER))
    return SimpleSigner(signing_cert=parsed, signing_key=PrivateKeyInfo.load(private), cert_registry=chain)


def sign_pdf(source: bytes | Path, key: SigningKey) -> bytes:
    """*source*, a PDF, with an update at its end that signs it whole. What it declares of PDF/A and PDF/UA stays true.

    Raises FileAccessError when the file cannot be read, BindingError when it cannot be signed (damaged, encrypted, no
    page, signed already).
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    path = source if isinstance(source, Path) else None
    try:
        data = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        message = _("The file cannot be read: {reason}.").format(reason=error.strerror or error)
        raise FileAccessError(Problem(message, path)) from error
    outside = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    field = SigFieldSpec(FIELD_NAME, on_page=0, invis_sig_settings=outside, readable_field_name=key.name)
    facts = PdfSignatureMetadata(
        field_name=FIELD_NAME, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=key.name
    )
    try:
        signed = PdfSigner(facts, key.signer, new_field_spec=field).sign_pdf(_update_of(data))
        return bytes(signed.getbuffer())
    except (PdfError, SigningError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        message = _("The PDF cannot be signed: {reason}.").format(reason=str(error).rstrip(".") or type(error).__name__)
        raise BindingError(Problem(message, path)) from error


def _update_of(data: bytes) -> "IncrementalPdfFileWriter":
    """An update of the PDF *data* whose first page has a tab order, as one with an annotation must."""
    from pyhanko.pdf_utils.generic import pdf_name
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Update(IncrementalPdfFileWriter):
        """Leaves dates and XMP as the volume's binding wrote them; the signature has its own time.

        pyHanko 0.38.0, pdf_utils/writer.py, writes the machine's time and its own name into both.
        """

        def _update_meta(self) -> None:
            pass

    update: IncrementalPdfFileWriter = Update(io.BytesIO(data))
    page = update.find_page_for_modification(0)[0]
    page.get_object()[pdf_name("/Tabs")] = pdf_name("/S")
    update.mark_update(page)
    return update
