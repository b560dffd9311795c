"""Figures over the incidents that a reader may open: in time or late, who came, who is affected."""
