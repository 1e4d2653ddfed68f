/** What a price is or was: its stored form, the one place that writes served prices, and what reads them back. */
@NullMarked
package ai.gatewayz.sync.ledger;

import org.jspecify.annotations.NullMarked;
