/** What callers send in for caches and syncs, recorded in the database in one transaction with its effect. */
@NullMarked
package ai.gatewayz.sync.api.intake;

import org.jspecify.annotations.NullMarked;
