"""Widgets, one module per lesson. Each has a pure function that computes, one that draws, and a thin one that wires the controls."""
