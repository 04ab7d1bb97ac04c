"""The rules: small pure functions from facts and policy to findings, one module for each subject."""
