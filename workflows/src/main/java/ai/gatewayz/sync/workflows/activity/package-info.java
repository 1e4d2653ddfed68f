/** Contracts of the activities that workflows call. */
@NullMarked
package ai.gatewayz.sync.workflows.activity;

import org.jspecify.annotations.NullMarked;
