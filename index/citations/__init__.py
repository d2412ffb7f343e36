"""Names places in sources, and checks quotes against them."""
