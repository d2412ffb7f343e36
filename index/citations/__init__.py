"""Names places in sources, and checks words against them."""
