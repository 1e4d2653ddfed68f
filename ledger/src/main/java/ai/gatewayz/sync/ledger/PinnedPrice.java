package ai.gatewayz.sync.ledger;

import ai.gatewayz.sync.catalog.price.Pricing;

/** A price that an operator has served for an offering; {@code model} is the offering's row. */
record PinnedPrice(long model, Pricing price) {}
