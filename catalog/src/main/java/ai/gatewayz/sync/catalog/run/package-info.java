/** Words of syncs: who starts them, and how they and their parts end. */
@NullMarked
package ai.gatewayz.sync.catalog.run;

import org.jspecify.annotations.NullMarked;
