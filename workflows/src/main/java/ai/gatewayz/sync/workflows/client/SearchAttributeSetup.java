package ai.gatewayz.sync.workflows.client;

import ai.gatewayz.sync.workflows.SyncAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;

/** Makes sure that the namespace knows our search attributes; without them a workflow cannot start. */
public final class SearchAttributeSetup {
    private SearchAttributeSetup() {}

    /** Adds what is missing; safe to call at every start. */
    public static void register(TemporalConnection connection) {
        SyncAttributes.KEYWORDS.forEach(name -> add(connection, name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        SyncAttributes.INTEGERS.forEach(name -> add(connection, name, IndexedValueType.INDEXED_VALUE_TYPE_INT));
    }

    private static void add(TemporalConnection connection, String name, IndexedValueType type) {
        try {
            connection
                    .operator()
                    .blockingStub()
                    .addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                            .setNamespace(connection.namespace())
                            .putSearchAttributes(name, type)
                            .build());
        } catch (StatusRuntimeException e) {
            // A real server takes a repeated call silently; the in-JVM server may complain.
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
    }
}
