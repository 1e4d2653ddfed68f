package ai.gatewayz.sync.workflows.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key that subscribers' addresses and secrets are encrypted by: AES-256-GCM; and, while it takes the place of another one,
 * that one, which opens what it sealed. Its text shows nothing.
 */
public final class SubscriptionKey {
    /** The variable that holds it. */
    public static final String VARIABLE = "SUBSCRIPTION_SECRET_KEY";

    private static final String PREVIOUS = "SUBSCRIPTION_SECRET_KEY_PREVIOUS";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MIN_DISTINCT = 8;

    private final SecretKeySpec key;
    private final @Nullable SecretKeySpec previous;
    private final SecureRandom random = new SecureRandom();

    private SubscriptionKey(SecretKeySpec key, @Nullable SecretKeySpec previous) {
        this.key = key;
        this.previous = previous;
    }

    /**
     * The key that the variable holds; null when it is unset.
     *
     * @throws ConfigurationException when it is not the base64 of 32 random bytes
     */
    public static @Nullable SubscriptionKey of(@Nullable String text) {
        return of(text, null);
    }

    /**
     * The same with the key before it, which {@code SUBSCRIPTION_SECRET_KEY_PREVIOUS} holds until everything is sealed again.
     *
     * @throws ConfigurationException also when both are the same, or only the previous one is there
     */
    public static @Nullable SubscriptionKey of(@Nullable String text, @Nullable String previous) {
        if (text == null) {
            if (previous != null) {
                throw new ConfigurationException(PREVIOUS, "is set without " + VARIABLE);
            }
            return null;
        }
        if (text.equals(previous)) {
            throw new ConfigurationException(PREVIOUS, "is the same as " + VARIABLE + "; leave it out");
        }
        return new SubscriptionKey(spec(VARIABLE, text), previous == null ? null : spec(PREVIOUS, previous));
    }

    private static SecretKeySpec spec(String variable, String text) {
        byte[] bytes = decoded(text);
        if (bytes.length != KEY_BYTES) {
            throw new ConfigurationException(
                    variable, "must be the base64 of 32 bytes; make one with openssl rand -base64 32");
        }
        if (new String(bytes, StandardCharsets.ISO_8859_1).chars().distinct().count() < MIN_DISTINCT) {
            throw new ConfigurationException(variable, "is a key that anybody can guess; use openssl rand -base64 32");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** A new key as the variable takes it. */
    public static String random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Encrypts a text.
     *
     * @param owner whose it is: it can be opened for the same one only
     */
    public byte[] seal(String owner, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, owner).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** The text again; empty when it was sealed by neither key, for another owner, or was changed. */
    public Optional<String> open(String owner, byte[] sealed) {
        Optional<String> text = open(key, owner, sealed);
        return text.isEmpty() && previous != null ? open(previous, owner, sealed) : text;
    }

    /** Whether something may be sealed by the key before this one. */
    public boolean isChanging() {
        return previous != null;
    }

    /** What the key before this one sealed, sealed by this one; empty for everything else. */
    public Optional<byte[]> sealAgain(String owner, byte[] sealed) {
        return previous == null || open(key, owner, sealed).isPresent()
                ? Optional.empty()
                : open(previous, owner, sealed).map(text -> seal(owner, text));
    }

    private static Optional<String> open(SecretKeySpec key, String owner, byte[] sealed) {
        if (sealed.length < NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_BYTES), owner)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String owner)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "a key";
    }
}
