package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.SimModel;

/** Writes one model as a provider's list row, one JSON object. */
@FunctionalInterface
interface RowWriter {
    /** Appends the row as the next element. */
    void write(SimModel model, JsonWriter json);
}
