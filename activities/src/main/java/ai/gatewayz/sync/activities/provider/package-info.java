/** The one list of providers: who they are, how their list is called, how it pages, and which feed reads it. */
@NullMarked
package ai.gatewayz.sync.activities.provider;

import org.jspecify.annotations.NullMarked;
