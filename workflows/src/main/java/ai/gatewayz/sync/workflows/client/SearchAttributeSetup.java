package ai.gatewayz.sync.workflows.client;

import ai.gatewayz.sync.workflows.SyncAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.common.SearchAttributeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that the namespace knows our search attributes; without them a workflow cannot start. */
public final class SearchAttributeSetup {
    private static final Logger LOG = LoggerFactory.getLogger(SearchAttributeSetup.class);
    /** Answers of servers where only an administrator may, or of which another tool takes care. */
    private static final Set<Status.Code> REFUSALS = Set.of(Status.Code.PERMISSION_DENIED, Status.Code.UNIMPLEMENTED);

    private SearchAttributeSetup() {}

    /**
     * Adds what is missing; safe to call at every start. A server that refuses is no reason not to start: what it may lack is
     * named in the log.
     *
     * @return names of the attributes that could not be added
     */
    public static List<String> register(TemporalConnection connection) {
        List<String> refused = new ArrayList<>();
        for (SearchAttributeKey<?> key : missing(connection)) {
            if (!add(connection, key)) {
                refused.add(key.getName());
            }
        }
        if (!refused.isEmpty()) {
            LOG.warn(
                    "Temporal lets us register no search attributes; the namespace {} must have {}",
                    connection.namespace(),
                    refused);
        }
        return refused;
    }

    /** All of them where the server does not say which it has. */
    private static List<SearchAttributeKey<?>> missing(TemporalConnection connection) {
        try {
            Set<String> known = connection
                    .operator()
                    .blockingStub()
                    .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace(connection.namespace())
                            .build())
                    .getCustomAttributesMap()
                    .keySet();
            return SyncAttributes.ALL.stream()
                    .filter(key -> !known.contains(key.getName()))
                    .toList();
        } catch (StatusRuntimeException e) {
            if (REFUSALS.contains(e.getStatus().getCode())) {
                return SyncAttributes.ALL;
            }
            throw e;
        }
    }

    private static boolean add(TemporalConnection connection, SearchAttributeKey<?> key) {
        try {
            connection
                    .operator()
                    .blockingStub()
                    .addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                            .setNamespace(connection.namespace())
                            .putSearchAttributes(key.getName(), key.getValueType())
                            .build());
        } catch (StatusRuntimeException e) {
            if (REFUSALS.contains(e.getStatus().getCode())) {
                return false;
            }
            // Another process was faster.
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
        return true;
    }
}
