package ai.gatewayz.sync.workflows.client;

import ai.gatewayz.sync.workflows.SyncAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.common.SearchAttributeKey;

/** Makes sure that the namespace knows our search attributes; without them a workflow cannot start. */
public final class SearchAttributeSetup {
    private SearchAttributeSetup() {}

    /** Adds what is missing; safe to call at every start. */
    public static void register(TemporalConnection connection) {
        SyncAttributes.ALL.forEach(key -> add(connection, key));
    }

    private static void add(TemporalConnection connection, SearchAttributeKey<?> key) {
        try {
            connection
                    .operator()
                    .blockingStub()
                    .addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                            .setNamespace(connection.namespace())
                            .putSearchAttributes(key.getName(), key.getValueType())
                            .build());
        } catch (StatusRuntimeException e) {
            // A real server takes a repeated call silently; the in-JVM server may complain.
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
    }
}
