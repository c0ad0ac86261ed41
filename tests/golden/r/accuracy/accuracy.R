# Makes accuracy.json: what R's forecast::accuracy() says of forecasts of test sets, with the numbers that it was given.
# Run in this folder: Rscript accuracy.R > accuracy.json

suppressMessages(library(forecast))

digits <- function(x) paste0("[", paste(sprintf("%.17g", as.numeric(x)), collapse = ","), "]")

record <- function(name, method, x, cut, h) {
  n <- length(x) - cut - h
  train <- ts(x[1:n], frequency = frequency(x), start = start(x))
  # A series, not bare numbers: of these accuracy() takes no season for the scale of MASE.
  test <- ts(x[(n + 1):(n + h)], frequency = frequency(x), start = time(x)[n + 1])
  forecasts <- method(train, h)
  # Ten significant digits, so that the text and not the rounding of a run is the input.
  mean <- signif(as.numeric(forecasts$mean), 10)
  forecasts$mean[] <- mean
  a <- accuracy(forecasts, test)["Test set", ]
  sprintf('{"name":"%s","cut":%d,"season":%d,"history":%s,"actual":%s,"mean":%s,"ME":%.17g,"RMSE":%.17g,"MAE":%.17g,"MAPE":%.17g,"MASE":%.17g}',
          name, cut, frequency(x), digits(train), digits(test), digits(mean), a["ME"], a["RMSE"], a["MAE"], a["MAPE"], a["MASE"])
}

methods <- list(
  snaive = function(x, h) snaive(x, h),
  meanf = function(x, h) meanf(x, h),
  drift = function(x, h) rwf(x, h, drift = TRUE),
  theta = function(x, h) thetaf(x, h))

series <- list(
  AirPassengers = list(AirPassengers, 18, 12),
  UKgas = list(UKgas, 8, 4),
  nottem = list(nottem, 24, 12),
  lynx = list(lynx, 6, 6),
  WWWusage = list(WWWusage, 10, 5),
  austres = list(austres, 3, 3))

lines <- c()
for (name in names(series)) {
  entry <- series[[name]]
  for (method in names(methods)) {
    for (window in 0:1) {
      lines <- c(lines, record(paste(name, method), methods[[method]], entry[[1]], window * entry[[3]], entry[[2]]))
    }
  }
}

cat("[\n", paste(lines, collapse = ",\n"), "\n]\n", sep = "")
