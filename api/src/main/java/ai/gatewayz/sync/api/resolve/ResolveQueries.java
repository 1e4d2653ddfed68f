package ai.gatewayz.sync.api.resolve;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Finds offerings by any of their ids. */
interface ResolveQueries {
    /**
     * An offering, listed now or once.
     *
     * @param aliases further ids that the provider tells, with commas; null without any
     */
    record Offering(
            String provider,
            String model,
            String modelId,
            String priceState,
            @Nullable String aliases) {
        boolean isPriced() {
            return priceState.equals("priced") || priceState.equals("free");
        }

        boolean hasAlias(String id) {
            return aliases != null && List.of(aliases.split(",\\s*", -1)).contains(id);
        }
    }

    /** Those whose own id, canonical id or alias is among these; those that are listed come first. */
    @SqlQuery("""
            SELECT p.slug AS provider, m.provider_model_id AS model, m.model_id, m.pricing_state AS price_state,
                   m.metadata ->> 'aliases' AS aliases
            FROM models m JOIN providers p ON p.id = m.provider_id
            WHERE m.provider_model_id = ANY (:ids) OR m.model_id = ANY (:keys)
               OR regexp_split_to_array(m.metadata ->> 'aliases', ',[ ]*') && :ids::text[]
            ORDER BY m.is_active DESC, p.slug COLLATE "C", m.provider_model_id COLLATE "C"
            """)
    @RegisterConstructorMapper(Offering.class)
    List<Offering> offerings(String[] ids, String[] keys);
}
