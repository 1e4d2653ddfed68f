/** Payloads of workflows and activities: small immutable records, references and counts, never lists of models or secrets. */
@NullMarked
package ai.gatewayz.sync.workflows.model;

import org.jspecify.annotations.NullMarked;
