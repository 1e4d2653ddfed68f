/** Which offering somebody means by an id: what can be priced, and why the rest cannot. */
@NullMarked
package ai.gatewayz.sync.api.resolve;

import org.jspecify.annotations.NullMarked;
