"""giaoviec: who assigned what to whom, from reports of official meetings."""
