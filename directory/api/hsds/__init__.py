"""The directory in Open Referral's Human Services Data Specification, version 3.1."""
