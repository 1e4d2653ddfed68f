package ai.gatewayz.sync.workflows.client;

import ai.gatewayz.sync.workflows.FailureTypes;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.common.converter.PayloadConverter;
import io.temporal.failure.ApplicationFailure;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * JSON payloads that ignore unknown fields, so that old and new workers understand each other, and that refuse anything
 * over 256 KiB on every server: lists belong into the vault, and not every server notices a payload that is too large.
 */
final class GuardedJsonConverter implements PayloadConverter {
    static final int MAX_BYTES = 256 * 1024;

    private final JacksonJsonPayloadConverter json = new JacksonJsonPayloadConverter(mapper());

    private GuardedJsonConverter() {}

    static DataConverter dataConverter() {
        return DefaultDataConverter.newDefaultInstance().withPayloadConverterOverrides(new GuardedJsonConverter());
    }

    private static ObjectMapper mapper() {
        return JacksonJsonPayloadConverter.newDefaultObjectMapper()
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    }

    @Override
    public String getEncodingType() {
        return json.getEncodingType();
    }

    @Override
    public Optional<Payload> toData(Object value) {
        Optional<Payload> payload = json.toData(value);
        payload.ifPresent(p -> {
            if (p.getSerializedSize() > MAX_BYTES) {
                throw ApplicationFailure.newNonRetryableFailure(
                        value.getClass().getSimpleName() + " has " + p.getSerializedSize() + " bytes; at most "
                                + MAX_BYTES + " go through Temporal",
                        FailureTypes.PAYLOAD_TOO_LARGE);
            }
        });
        return payload;
    }

    @Override
    public <T> T fromData(Payload content, Class<T> valueClass, Type valueType) {
        return json.fromData(content, valueClass, valueType);
    }
}
