package ai.gatewayz.sync.api.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/** An object with a list of models under {@code data}, put together from what is rendered already. */
final class ListBody {
    private ListBody() {}

    /** Writes fields of the object that is open. */
    interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    /** The bytes, with fields before and behind the list. */
    static byte[] of(JsonFactory json, Fields before, List<IndexedModel> models, Fields behind) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            before.write(out);
            out.writeArrayFieldStart("data");
            out.flush();
            byte[] head = bytes.toByteArray();
            bytes.reset();
            out.writeEndArray();
            behind.write(out);
            out.writeEndObject();
            out.flush();
            return joined(head, models, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
    }

    private static byte[] joined(byte[] head, List<IndexedModel> models, byte[] tail) {
        int commas = Math.max(0, models.size() - 1);
        int length = models.stream().mapToInt(model -> model.json().length).sum() + commas + head.length + tail.length;
        ByteBuffer body = ByteBuffer.allocate(length).put(head);
        for (IndexedModel model : models) {
            body.put(model.json());
            if (body.position() < length - tail.length) {
                body.put((byte) ',');
            }
        }
        return body.put(tail).array();
    }
}
