/** What independent price feeds say, and when two prices agree. */
@NullMarked
package ai.gatewayz.sync.catalog.reference;

import org.jspecify.annotations.NullMarked;
