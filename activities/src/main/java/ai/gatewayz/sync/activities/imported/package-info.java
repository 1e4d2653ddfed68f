/** Taking over what the system that this one replaces knew: ids, switches of providers, and what it said that models cost. */
@NullMarked
package ai.gatewayz.sync.activities.imported;

import org.jspecify.annotations.NullMarked;
