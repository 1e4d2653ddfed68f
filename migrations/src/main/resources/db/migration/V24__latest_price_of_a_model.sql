-- Every list asks for the last price of each model that it changes, and readers for the price at a time. Without the order in
-- an index, each of them read and sorted all prices that the model ever had.

CREATE INDEX model_pricing_history_model_valid_idx ON model_pricing_history (model_id, valid_from DESC, id DESC);
COMMENT ON INDEX model_pricing_history_model_valid_idx IS 'Prices of a model, the latest first.';
