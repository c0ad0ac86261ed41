# Fitted values, states and parameters of some models of R on series that come with R: tests/golden/r/fitted/fitted.json.
# Rscript bench/r/fitted.R > tests/golden/r/fitted/fitted.json
suppressMessages(library(forecast))

numbers <- function(x) paste0("[", paste(ifelse(is.na(x), "null", formatC(as.numeric(x), digits = 15, format = "g", flag = "#")), collapse = ","), "]")
text <- function(name, value) sprintf('"%s":%s', name, value)

record <- function(model, x, fit, states = NULL) {
  parts <- c(text("model", sprintf('"%s"', model)), text("period", frequency(x)), text("values", numbers(x)), text("fitted", numbers(fitted(fit))))
  if (!is.null(states)) {
    parts <- c(parts, text("level", numbers(states[-1, "l"])))
    if ("s1" %in% colnames(states)) parts <- c(parts, text("season", numbers(states[-1, "s1"])))
  }
  paste0("{", paste(parts, collapse = ","), "}")
}

ets_of <- function(x, model, damped = FALSE) {
  fit <- ets(x, model = model, damped = damped)
  record(sprintf("ets %s", model), x, fit, fit$states)
}

series <- list(window(AirPassengers, end = c(1958, 12)), window(UKgas, end = c(1984, 4)))
lines <- c()
for (x in series) {
  lines <- c(
    lines,
    ets_of(x, "ANN"), ets_of(x, "AAN"), ets_of(x, "MAM"), ets_of(x, "AAA"),
    record("arima", x, Arima(x, order = c(0, 1, 1), seasonal = c(0, 1, 1))),
    record("naive", x, naive(x)), record("seasonal-naive", x, snaive(x)), record("drift", x, rwf(x, drift = TRUE)),
    record("croston", x, croston(x)))
}
cat("[\n", paste(lines, collapse = ",\n"), "\n]\n", sep = "")
