"""Papers for customers: receipts, refusal slips and the summary shown before anything is done.

A paper is composed once, as labelled rows in the reader's language (`paper.py`); it is then written as text for
the screen and narrow printers (`text.py`) or as a PDF of A5 (`pdf.py`).
"""
