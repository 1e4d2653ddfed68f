package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import org.junit.jupiter.api.Test;

class MorpheusTest {
    @Test
    void map_stakedModel_hasNoPrice() {
        CatalogModel model = MapperRun.model(
                new Morpheus(), "{\"id\":\"Lynx 3.1-dev\",\"blockchainID\":\"0x01\",\"tags\":[\"web\",\"string\"]}");

        assertThat(model.providerModelId()).isEqualTo("Lynx 3.1-dev");
        assertThat(model.pricing().basis()).isEqualTo("staking");
        assertThat(model.metadata())
                .containsEntry("blockchain_id", "0x01")
                .containsEntry("tags", "web")
                .hasSize(2);
    }
}
