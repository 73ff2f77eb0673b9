"""The page of findings: of proofreading, preflight and the pages; accepted with a reason, mended where it is safe."""
