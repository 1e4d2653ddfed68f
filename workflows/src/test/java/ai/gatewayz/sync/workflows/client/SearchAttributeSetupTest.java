package ai.gatewayz.sync.workflows.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.workflows.SyncAttributes;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.AddSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.ListSearchAttributesResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.common.SearchAttributeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SearchAttributeSetupTest {
    private static final List<String> ALL =
            SyncAttributes.ALL.stream().map(SearchAttributeKey::getName).toList();

    /** A server that has only what is needed to ask it for search attributes. */
    private static final class OperatorChannel extends ManagedChannel {
        private final Status list;
        private final Status add;
        private final List<String> known;
        private final List<String> added = new ArrayList<>();

        OperatorChannel(Status list, Status add, List<String> known) {
            this.list = list;
            this.add = add;
            this.known = known;
        }

        @Override
        public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
            return new Call<>(this, method);
        }

        Status answer(String method, @Nullable Object request) {
            if (request instanceof AddSearchAttributesRequest attributes) {
                added.addAll(attributes.getSearchAttributesMap().keySet());
                return add;
            }
            return method.endsWith("ListSearchAttributes") ? list : Status.OK;
        }

        Object message(String method) {
            if (method.endsWith("GetSystemInfo")) {
                return GetSystemInfoResponse.getDefaultInstance();
            }
            if (method.endsWith("AddSearchAttributes")) {
                return AddSearchAttributesResponse.getDefaultInstance();
            }
            ListSearchAttributesResponse.Builder listed = ListSearchAttributesResponse.newBuilder();
            known.forEach(name -> listed.putCustomAttributes(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
            return listed.build();
        }

        @Override
        public String authority() {
            return "test";
        }

        @Override
        public ManagedChannel shutdown() {
            return this;
        }

        @Override
        public ManagedChannel shutdownNow() {
            return this;
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    /** Answers when the request is complete. */
    private static final class Call<Q, A> extends ClientCall<Q, A> {
        private final OperatorChannel server;
        private final MethodDescriptor<Q, A> method;
        private @Nullable Listener<A> listener;
        private @Nullable Q request;

        Call(OperatorChannel server, MethodDescriptor<Q, A> method) {
            this.server = server;
            this.method = method;
        }

        @Override
        public void start(Listener<A> to, Metadata headers) {
            listener = to;
        }

        @Override
        public void request(int messages) {}

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {}

        @Override
        public void sendMessage(Q message) {
            request = message;
        }

        @Override
        @SuppressWarnings("unchecked") // the answer is of the method's type
        public void halfClose() {
            Listener<A> to = Objects.requireNonNull(listener);
            Status status = server.answer(method.getFullMethodName(), request);
            if (status.isOk()) {
                to.onHeaders(new Metadata());
                to.onMessage((A) server.message(method.getFullMethodName()));
            }
            to.onClose(status, new Metadata());
        }
    }

    private static List<String> register(OperatorChannel server) {
        try (TemporalConnection connection = TemporalConnection.over(server)) {
            return SearchAttributeSetup.register(connection);
        }
    }

    @Test
    void onlyWhatIsMissing_isAdded() {
        OperatorChannel server =
                new OperatorChannel(Status.OK, Status.OK, List.of("SyncKind", "SyncProvider", "Other"));

        assertThat(register(server)).isEmpty();
        assertThat(server.added).containsExactly("SyncDryRun", "SyncTrigger", "SyncOutcome", "ModelsChanged");
    }

    @Test
    void nothingIsAdded_whereAllAreThere_evenByAKeyThatMayNot() {
        OperatorChannel server = new OperatorChannel(Status.OK, Status.PERMISSION_DENIED, ALL);

        assertThat(register(server)).isEmpty();
        assertThat(server.added).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"PERMISSION_DENIED", "UNIMPLEMENTED"})
    void aServerThatRefuses_isNamedWhatItMayLack(Status.Code code) {
        assertThat(register(new OperatorChannel(code.toStatus(), code.toStatus(), List.of())))
                .isEqualTo(ALL);
        assertThat(register(new OperatorChannel(Status.OK, code.toStatus(), List.of("SyncKind"))))
                .doesNotContain("SyncKind")
                .hasSize(ALL.size() - 1);
        assertThat(register(new OperatorChannel(code.toStatus(), Status.OK, List.of())))
                .isEmpty();
    }

    @Test
    void anotherProcessThatWasFaster_isNoFailure() {
        assertThat(register(new OperatorChannel(Status.OK, Status.ALREADY_EXISTS, List.of())))
                .isEmpty();
    }

    @Test
    void anyOtherAnswer_stopsTheStart() {
        assertThatThrownBy(() -> register(new OperatorChannel(Status.UNAVAILABLE, Status.OK, List.of())))
                .isInstanceOf(StatusRuntimeException.class);
        assertThatThrownBy(() -> register(new OperatorChannel(Status.OK, Status.INVALID_ARGUMENT, List.of())))
                .isInstanceOf(StatusRuntimeException.class);
    }
}
