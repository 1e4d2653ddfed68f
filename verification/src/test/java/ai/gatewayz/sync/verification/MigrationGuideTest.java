package ai.gatewayz.sync.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators of the old system know by name has its row in docs/migration.md, and its call in scripts/check_guides. */
final class MigrationGuideTest {
    private static final String MIGRATION = ProjectFiles.read("docs/migration.md");
    private static final String CALLS = ProjectFiles.read("scripts/check_guides");
    /** The left column of every table. */
    private static final String OLD =
            String.join("\n", ProjectFiles.findAll("^\\|((?:[^|`]|`[^`]*`)+)\\|.*\\|$", MIGRATION));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scripts/sync_models.py",
                "scripts/manual_sync_now.py",
                "scripts/trigger_pricing_sync.py",
                "scripts/check_sync_status.py",
                "scripts/clear_stuck_sync.py",
                "scripts/database/seed_providers.py",
                "scripts/verify_full_sync.sh",
                "scripts/monitor_sync_health.py"
            })
    void script_hasItsRow_andIsRun(String script) {
        assertThat(OLD).contains("`" + script);
        String name = script.replaceAll("^scripts/(database/)?|\\.py$", "");
        assertThat(ProjectFiles.ROOT.resolve("scripts").resolve(name)).isExecutable();
        assertThat(CALLS).contains("\"scripts/" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm run sync-models", "npm run model-sync-status", "get_supabase_client()"})
    void command_hasItsRow(String command) {
        assertThat(OLD).contains(command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /admin/model-sync/providers",
                "GET /admin/model-sync/status",
                "POST /admin/model-sync/all",
                "POST /admin/model-sync/provider/{provider_slug}",
                "POST /pricing/sync/dry-run",
                "POST /pricing/sync/run",
                "POST /pricing/sync/run/{provider}",
                "POST /pricing/sync/run?background=true",
                "GET /pricing/sync/history",
                "POST /pricing/sync/schedule?interval_hours=2&enabled=true",
                "POST /admin/pricing/sync/{key}",
                "POST /admin/pricing/sync/cleanup",
                "POST /api/sync/models",
                "GET /api/sync/status",
                "POST /api/cache/invalidate",
                "POST /api/webhooks/models-updated",
                "GET /api/webhooks/models-updated",
                "GET /models?gateway=all&limit=30000",
                "GET /models/stats",
                "GET /providers/stats",
                "GET /health",
                "GET /metrics"
            })
    void endpoint_hasItsRow_andIsCalled(String endpoint) {
        assertThat(OLD).contains("`" + endpoint);
        String path = endpoint.substring(endpoint.indexOf(' ') + 1).replaceAll("\\{.*", "");
        assertThat(CALLS).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRICING_SYNC_ENABLED",
                "PRICING_SYNC_INTERVAL_HOURS",
                "PRICING_SYNC_PROVIDERS",
                "MODEL_SYNC_INTERVAL_HOURS",
                "SYNC_MODELS_ON_STARTUP",
                "SUPABASE_URL",
                "SUPABASE_KEY",
                "DB_POOL_SIZE",
                "DB_MAX_OVERFLOW",
                "MODEL_WEBHOOK_SECRET",
                "NEXT_PUBLIC_API_BASE_URL",
                "API_URL",
                "SLACK_WEBHOOK_URL",
                "RESEND_API_KEY",
                "ALERT_EMAIL",
                "GOOGLE_API_KEY",
                "<PROVIDER>_API_KEY"
            })
    void variable_hasItsRow(String variable) {
        assertThat(MIGRATION).contains("`" + variable + "`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "providers",
                "models",
                "model_pricing",
                "model_pricing_history",
                "pricing_sync_log",
                "pricing_sync_jobs",
                "pricing_sync_lock",
                "pricing_scheduled_sync_runs_total",
                "pricing_scheduled_sync_duration_seconds",
                "pricing_last_sync_timestamp",
                "pricing_models_synced_total"
            })
    void tableOrMetric_hasItsRow(String name) {
        assertThat(OLD).contains("`" + name + "`");
    }

    /** A call that somebody drops leaves a hole in its guide's numbers. */
    @Test
    void callsOfEachGuide_areNumberedWithoutAHole() {
        TreeSet<String> places = new TreeSet<>();
        for (String list : ProjectFiles.findAll("\"((?:[DPCUQ]\\d+(?:-\\d+)? ?)+)\"", CALLS)) {
            for (String place : list.strip().split(" ", -1)) {
                String guide = place.substring(0, 1);
                String[] range = place.substring(1).split("-", -1);
                for (int n = Integer.parseInt(range[0]); n <= Integer.parseInt(range[range.length - 1]); n++) {
                    places.add(guide + n);
                }
            }
        }
        for (List<String> guide : List.of(
                List.of("D", "23"), List.of("P", "32"), List.of("C", "21"), List.of("U", "9"), List.of("Q", "14"))) {
            for (int n = 1; n <= Integer.parseInt(guide.get(1)); n++) {
                assertThat(places).contains(guide.get(0) + n);
            }
        }
        assertThat(places).hasSize(23 + 32 + 21 + 9 + 14);
    }
}
