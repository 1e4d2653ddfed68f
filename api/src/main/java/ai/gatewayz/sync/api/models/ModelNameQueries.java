package ai.gatewayz.sync.api.models;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads what models are called. */
interface ModelNameQueries {
    /** Every active model with all its names, those together with its provider's among them. */
    @SqlQuery("""
            SELECT m.id, ARRAY[m.provider_model_id, m.model_id, m.model_name, p.slug || ' ' || m.provider_model_id,
                               p.name || ' ' || m.model_name]
                   || ARRAY(SELECT a || ' ' || m.provider_model_id FROM unnest(p.aliases) a)
                   || CASE WHEN jsonb_typeof(m.metadata -> 'aliases') = 'array'
                           THEN ARRAY(SELECT jsonb_array_elements_text(m.metadata -> 'aliases')) ELSE '{}' END AS names
            FROM catalog_models m JOIN providers p ON p.id = m.provider_id WHERE m.is_active ORDER BY m.id
            """)
    @RegisterConstructorMapper(ModelNames.class)
    List<ModelNames> list();

    /** A model's names. */
    record ModelNames(long id, List<String> names) {}
}
