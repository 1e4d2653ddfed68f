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

/** The key that subscribers' addresses and secrets are encrypted by: AES-256-GCM. Its text shows nothing. */
public final class SubscriptionKey {
    /** The variable that holds it. */
    public static final String VARIABLE = "SUBSCRIPTION_SECRET_KEY";

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MIN_DISTINCT = 8;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private SubscriptionKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * The key that the variable holds; null when it is unset.
     *
     * @throws ConfigurationException when it is not the base64 of 32 random bytes
     */
    public static @Nullable SubscriptionKey of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        byte[] bytes = decoded(text);
        if (bytes.length != KEY_BYTES) {
            throw new ConfigurationException(
                    VARIABLE, "must be the base64 of 32 bytes; make one with openssl rand -base64 32");
        }
        if (new String(bytes, StandardCharsets.ISO_8859_1).chars().distinct().count() < MIN_DISTINCT) {
            throw new ConfigurationException(VARIABLE, "is a key that anybody can guess; use openssl rand -base64 32");
        }
        return new SubscriptionKey(bytes);
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
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** The text again; empty when it was sealed by another key, for another owner, or was changed. */
    public Optional<String> open(String owner, byte[] sealed) {
        if (sealed.length < NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), owner)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
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
