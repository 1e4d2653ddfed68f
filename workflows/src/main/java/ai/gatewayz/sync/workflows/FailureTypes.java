package ai.gatewayz.sync.workflows;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Type names of application failures, as operators see them in the Web UI and policies match them. */
public final class FailureTypes {
    /** The provider refused our key. */
    public static final String PROVIDER_AUTH_FAILED = "ProviderAuthFailed";
    /** No key is configured and somebody asked for just this provider. */
    public static final String PROVIDER_NOT_CONFIGURED = "ProviderNotConfigured";
    /** No such provider. */
    public static final String UNKNOWN_PROVIDER = "UnknownProvider";
    /** The provider asked us to wait. */
    public static final String PROVIDER_RATE_LIMITED = "ProviderRateLimited";
    /** The provider did not answer, or with a server error. */
    public static final String PROVIDER_UNAVAILABLE = "ProviderUnavailable";
    /** The provider answered, but not with a list: a wrong address, another host, too large. */
    public static final String PROVIDER_REFUSED = "ProviderRefused";
    /** The body is not the provider's list. */
    public static final String MALFORMED_CATALOG = "MalformedCatalog";
    /** The list is empty where it must not be. */
    public static final String EMPTY_CATALOG = "EmptyCatalog";
    /** The stage was emptied by a crash, or the catalog moved under it: transform again. */
    public static final String STAGE_LOST = "StageLost";
    /** A newer fetch was applied already. */
    public static final String SUPERSEDED = "Superseded";
    /** The database did not answer. */
    public static final String DATABASE_UNAVAILABLE = "DatabaseUnavailable";
    /** The database refused the data: a bug of ours. */
    public static final String DATABASE_REFUSED = "DatabaseRefused";
    /** A payload that does not belong into Temporal. */
    public static final String PAYLOAD_TOO_LARGE = "PayloadTooLarge";
    /** A provider's sync failed; the details are its result. */
    public static final String PROVIDER_SYNC_FAILED = "ProviderSyncFailed";
    /** A channel to operators did not take a digest. */
    public static final String DIGEST_NOT_TAKEN = "DigestNotTaken";
    /** Every provider's sync failed; the details are the report. */
    public static final String ALL_PROVIDERS_FAILED = "AllProvidersFailed";

    /** The step ran out of time. */
    static final String TIMEOUT_CODE = "timeout";
    /** Somebody stopped the run. */
    static final String CANCELLED_CODE = "cancelled";
    /** Anything without a type of its own. */
    static final String OTHER_CODE = "failed";

    private static final List<String> OF_PROVIDER_RUNS = List.of(
            PROVIDER_AUTH_FAILED,
            PROVIDER_NOT_CONFIGURED,
            UNKNOWN_PROVIDER,
            PROVIDER_RATE_LIMITED,
            PROVIDER_UNAVAILABLE,
            PROVIDER_REFUSED,
            MALFORMED_CATALOG,
            EMPTY_CATALOG,
            STAGE_LOST,
            SUPERSEDED,
            DATABASE_UNAVAILABLE,
            DATABASE_REFUSED,
            PAYLOAD_TOO_LARGE);

    private FailureTypes() {}

    /** The machine word of a type: {@code ProviderAuthFailed} becomes {@code provider_auth_failed}. */
    public static String code(String type) {
        return type.equals(PROVIDER_NOT_CONFIGURED)
                ? "not_configured"
                : type.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** Every machine word that the failure of a provider's run can have. */
    public static List<String> codesOfProviderRuns() {
        return Stream.concat(
                        OF_PROVIDER_RUNS.stream().map(FailureTypes::code),
                        Stream.of(TIMEOUT_CODE, CANCELLED_CODE, OTHER_CODE))
                .toList();
    }
}
