"""What is known: tables, the data passport, the ledger of claims, the measures, and the checks behind `claimlab data`."""
