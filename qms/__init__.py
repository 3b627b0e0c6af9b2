"""QMS: controlled documents, inspections and signed approvals for ISO 9001:2015."""
