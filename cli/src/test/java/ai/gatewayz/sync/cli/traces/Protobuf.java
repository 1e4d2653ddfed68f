package ai.gatewayz.sync.cli.traces;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** One message of Protocol Buffers, read by the numbers of its fields. */
final class Protobuf {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private final Map<Integer, List<byte[]>> bytes = new HashMap<>();
    private final Map<Integer, Long> numbers = new HashMap<>();

    private Protobuf(byte[] message) {
        ByteBuffer rest = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            long key = varint(rest);
            int field = (int) (key >>> 3);
            switch ((int) (key & 7)) {
                case VARINT -> numbers.put(field, varint(rest));
                case EIGHT_BYTES -> numbers.put(field, rest.getLong());
                case FOUR_BYTES -> numbers.put(field, (long) rest.getInt());
                case BYTES -> {
                    byte[] value = new byte[(int) varint(rest)];
                    rest.get(value);
                    bytes.computeIfAbsent(field, any -> new ArrayList<>()).add(value);
                }
                default -> throw new AssertionError("no such kind of field: " + key);
            }
        }
    }

    static Protobuf of(byte[] message) {
        return new Protobuf(message);
    }

    private static long varint(ByteBuffer rest) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = rest.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    List<Protobuf> messages(int field) {
        return bytes.getOrDefault(field, List.of()).stream().map(Protobuf::new).toList();
    }

    boolean has(int number) {
        return numbers.containsKey(number);
    }

    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    /** Empty where there is none. */
    String text(int field) {
        return new String(only(field), StandardCharsets.UTF_8);
    }

    String hex(int field) {
        return HexFormat.of().formatHex(only(field));
    }

    private byte[] only(int field) {
        List<byte[]> found = bytes.getOrDefault(field, List.of());
        return found.isEmpty() ? new byte[0] : found.get(0);
    }
}
