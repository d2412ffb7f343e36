"""Follow-up questions, completed with terms of the questions before."""
