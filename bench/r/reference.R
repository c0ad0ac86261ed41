# What R's forecast package reaches on the sets of ../shared/data: the rows of
# bench/Tollama.StatsBenchmarks/Accuracy/r-results.csv that name a set of `sets` below.
#
#   Rscript bench/r/reference.R CACHE [SET ...]   forecasts (what CACHE has already is not made again) and scores
#   Rscript bench/r/reference.R CACHE rows        prints the rows of all sets that CACHE has
#
# Run it at the top of the repository; the data are looked for in ../shared/data. CACHE is a folder for one file a set.
# Slow methods take the series in a seeded order, a few of each set first, then more: stop the script when the time is over, and the
# rows say on how many series of a fixed random order they are.
suppressMessages(library(forecast))

level <- 95
folder <- file.path("..", "shared", "data")

slow <- c("ets", "auto.arima", "tbats")
rounds <- c(0, 8, 16, 32, 64, 128, 512)

# A set's seasons beside the one it is scored with.
sets <- list(
  world       = list(),
  pbs         = list(),
  livestock   = list(),
  aus_retail  = list(),
  daily_web   = list(seasons = c(7, 365.25)),
  hourly      = list(seasons = c(24, 168)),
  weekly_misc = list(season = 52),
  calls       = list(seasons = c(169, 845)),
  classic     = list())

read_series <- function(name) {
  file <- gzfile(file.path(folder, name, "series.csv.gz"))
  lines <- strsplit(readLines(file)[-1], ",", fixed = TRUE)
  close(file)
  numbers <- function(text) suppressWarnings(as.numeric(strsplit(text, " ", fixed = TRUE)[[1]]))
  split <- vapply(lines, `[[`, "", 4)
  series <- Map(function(train, test) {
    stopifnot(train[[1]] == test[[1]])
    list(id = train[[1]], group = train[[2]], m = as.numeric(train[[3]]), y = numbers(train[[6]]), actual = numbers(test[[6]]))
  }, lines[split == "train"], lines[split == "test"])
  Filter(function(one) !anyNA(one$y) && !anyNA(one$actual), series)
}

# The errors of Scoring.cs: scaled by the seasonal naive method within the training part; the interval is that of 95 %.
score <- function(one, mean, lower, upper) {
  y <- one$actual
  steps <- diff(one$y, lag = one$m)
  scale <- mean(abs(steps))
  smape <- ifelse(y == mean, 0, 200 * abs(y - mean) / (abs(y) + abs(mean)))
  outside <- pmax(lower - y, 0) + pmax(y - upper, 0)
  c(smape = mean(smape),
    mase = mean(abs(y - mean)) / scale,
    mape = 100 * mean(abs((y - mean) / y)),
    rmsse = sqrt(mean((y - mean)^2) / mean(steps^2)),
    msis = mean(upper - lower + 2 / 0.05 * outside) / scale,
    coverage = mean(y >= lower & y <= upper))
}

taken <- function(forecast) list(
  mean = as.numeric(forecast$mean), lower = as.numeric(forecast$lower), upper = as.numeric(forecast$upper))

# The methods for a series: those that know seasons get the season, the years' and weeks' ones none.
methods_of <- function(one, setting) {
  h <- length(one$actual)
  plain <- ts(one$y, frequency = one$m)
  season <- if (is.null(setting[["season"]])) one$m else setting[["season"]]
  told <- ts(one$y, frequency = season)
  long <- season > 24
  all <- list(
    naive       = function() naive(plain, h = h, level = level),
    snaive      = function() snaive(told, h = h, level = level),
    rwf.drift   = function() rwf(plain, h = h, drift = TRUE, level = level),
    holt.damped = function() holt(plain, h = h, damped = TRUE, level = level),
    thetaf      = function() thetaf(told, h = h, level = level),
    ets         = function() forecast(ets(plain), h = h, level = level),
    auto.arima  = function() forecast(auto.arima(plain), h = h, level = level))
  if (season > 1 && length(one$y) > 2 * season) {
    all$stlf <- function() stlf(told, h = h, level = level)
  }
  usable <- setting[["seasons"]][setting[["seasons"]] * 2 < length(one$y)]
  if (length(usable) > 1) {
    several <- msts(one$y, seasonal.periods = usable)
    all$stlf.seasons <- function() stlf(several, h = h, level = level)
    all$tbats <- function() forecast(tbats(several, use.parallel = FALSE), h = h, level = level)
  }
  if (one$m > 24) {
    # Neither handles such a season.
    all$ets <- NULL
    all$auto.arima <- NULL
  }
  if (!is.null(setting[["season"]]) && long) {
    all$thetaf.plain <- function() thetaf(plain, h = h, level = level)
  }
  all
}

combine <- function(parts) list(
  mean = Reduce(`+`, lapply(parts, `[[`, "mean")) / length(parts),
  lower = Reduce(`+`, lapply(parts, `[[`, "lower")) / length(parts),
  upper = Reduce(`+`, lapply(parts, `[[`, "upper")) / length(parts))

run <- function(name, cache, most) {
  setting <- sets[[name]]
  file <- file.path(cache, paste0(name, ".rds"))
  done <- if (file.exists(file)) readRDS(file) else list()
  series <- read_series(name)
  set.seed(20250101)
  series <- series[sample.int(length(series))]
  seen <- list()
  for (one in series) {
    place <- seen[[one$group]] <- (if (is.null(seen[[one$group]])) 0 else seen[[one$group]]) + 1
    methods <- methods_of(one, setting)
    made <- 0
    for (method in names(methods)) {
      key <- paste(one$id, method)
      # Of long series fewer: each search of ARIMA models takes minutes.
      limit <- if (method == "ets" || length(one$y) < 1500) most else most / 8
      if (is.null(done[[key]]) && !(method %in% slow && place > limit)) {
        start <- proc.time()[["user.self"]]
        done[[key]] <- tryCatch(suppressWarnings(taken(methods[[method]]())), error = function(e) {
          message(name, " ", key, ": ", conditionMessage(e))
          list(failed = conditionMessage(e))
        })
        done[[key]]$seconds <- proc.time()[["user.self"]] - start
        made <- made + 1
        if (method %in% slow) {
          saveRDS(done, file)
        }
      }
    }
    if (made > 0) {
      message(format(Sys.time(), "%H:%M:%S "), name, " ", sum(unlist(seen)), " of ", length(series))
    }
  }
  saveRDS(done, file)
}

label <- c(
  naive = "R naive", snaive = "R snaive", rwf.drift = "R rwf drift", holt.damped = "R holt damped", thetaf = "R thetaf", stlf = "R stlf",
  ets = "R ets", auto.arima = "R auto.arima", stlf.seasons = "R stlf (several seasons)", tbats = "R tbats",
  thetaf.plain = "R thetaf (no season)", mean = "R ets + auto.arima + thetaf")

rows_of <- function(name, cache) {
  done <- Filter(function(made) is.null(made$failed), readRDS(file.path(cache, paste0(name, ".rds"))))
  scores <- list()
  for (one in read_series(name)) {
    parts <- lapply(c("ets", "auto.arima", "thetaf"), function(method) done[[paste(one$id, method)]])
    if (!any(vapply(parts, is.null, TRUE))) {
      done[[paste(one$id, "mean")]] <- combine(parts)
    }
    for (method in names(label)) {
      made <- done[[paste(one$id, method)]]
      if (!is.null(made)) {
        scores[[length(scores) + 1]] <- data.frame(
          group = one$group, method = method, t(score(one, made$mean, made$lower, made$upper)))
      }
    }
  }
  scores <- do.call(rbind, scores)
  groups <- unique(scores$group)
  for (group in c(groups, if (length(groups) > 1) "ALL")) {
    for (method in names(label)) {
      some <- scores[scores$method == method & (group == "ALL" | scores$group == group), ]
      if (nrow(some) > 0) {
        average <- function(column, format) {
          values <- some[[column]][is.finite(some[[column]])]
          if (length(values) == 0) "" else sprintf(format, mean(values))
        }
        cat(name, group, label[[method]], nrow(some), average("smape", "%.2f"), average("mase", "%.3f"), average("mape", "%.2f"),
            average("rmsse", "%.3f"), average("msis", "%.2f"), average("coverage", "%.3f"), sep = ",")
        cat("\n")
      }
    }
  }
}

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) == 0) {
  stop("Name a folder for the forecasts: Rscript bench/r/reference.R CACHE [SET ...]")
}
cache <- arguments[1]
wanted <- arguments[-1]
if (identical(wanted, "rows")) {
  for (name in names(sets)) {
    if (file.exists(file.path(cache, paste0(name, ".rds")))) {
      rows_of(name, cache)
    }
  }
} else {
  dir.create(cache, showWarnings = FALSE, recursive = TRUE)
  for (most in rounds) {
    for (name in if (length(wanted) == 0) names(sets) else wanted) {
      run(name, cache, most)
    }
  }
}
