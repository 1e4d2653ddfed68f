package ai.gatewayz.sync.workflows.client;

import ai.gatewayz.sync.workflows.FailureTypes;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;

/**
 * JSON payloads that ignore unknown fields, so that old and new workers understand each other, and that refuse anything
 * over 256 KiB on every server: lists belong into the vault, and not every server notices a payload that is too large.
 * The limit is a codec because a converter's exceptions are wrapped, which would make this one retryable.
 */
final class GuardedJsonConverter implements PayloadCodec {
    static final int MAX_BYTES = 256 * 1024;

    private GuardedJsonConverter() {}

    static DataConverter dataConverter() {
        return new CodecDataConverter(
                DefaultDataConverter.newDefaultInstance()
                        .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(mapper())),
                List.of(new GuardedJsonConverter()));
    }

    private static ObjectMapper mapper() {
        return JacksonJsonPayloadConverter.newDefaultObjectMapper()
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    }

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        for (Payload payload : payloads) {
            if (payload.getSerializedSize() > MAX_BYTES) {
                throw ApplicationFailure.newNonRetryableFailure(
                        "a payload has " + payload.getSerializedSize() + " bytes; at most " + MAX_BYTES
                                + " go through Temporal",
                        FailureTypes.PAYLOAD_TOO_LARGE);
            }
        }
        return payloads;
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
        return payloads;
    }
}
