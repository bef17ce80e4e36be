"""The benchmark: seeds a throw-away database and measures the portal against a floor in the same run.

`./portal bench` starts it; docs/kecepatan.md tells what is measured and how.
"""
