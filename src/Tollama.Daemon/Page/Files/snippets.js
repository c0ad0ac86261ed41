// What the page did, as a program would do it.

/**
 * @typedef {{route: string, query: URLSearchParams, files: string[], hasKey: boolean}} Work what was sent: a route such as `v1/forecast`, and tables in a form
 */

/** @type {Record<string, string>} */
const tableProperties = { time: 'TimeColumns', target: 'TargetColumns', id: 'IdColumns', covariates: 'Covariates', future_covariates: 'FutureCovariates' };

/** @type {Record<string, string>} */
const delimiters = { comma: ',', semicolon: ';', pipe: '|', tab: '\\t' };

/** @type {Record<string, (value: string) => string>} */
const requestProperties = {
  model: value => `Model = ${quote(value)}`,
  horizon: value => `Horizon = ${value}`,
  quantiles: value => `Quantiles = [${value.split(',').join(', ')}]`,
  freq: value => `Freq = ${quote(value)}`,
  duplicates: value => `Duplicates = DuplicateMerge.${pascal(value)}`,
  fill: value => `Fill = GapFill.${pascal(value)}`,
  aggregate: value => `Aggregate = ${quote(value)}`,
  end: value => `End = ${quote(value)}`,
  timezone: value => `TimeZone = ${quote(value)}`,
  intervals: value => `Intervals = IntervalSource.${pascal(value)}`,
};

/** @type {Record<string, (value: string) => string>} */
const tableSettings = {
  delimiter: value => `Delimiter = '${delimiters[value] ?? value}'`,
  decimal: value => `DecimalMark = '${value}'`,
  day_first: value => `DayFirst = ${value}`,
  sheet: value => `Sheet = ${quote(value)}`,
};

/**
 * @param {Work} work
 * @param {URL} base the address of the daemon
 */
export function curl({ route, query, files, hasKey }, base) {
  const parts = [
    ...hasKey ? ["-H 'Authorization: Bearer KEY'"] : [],
    ...files.map(file => `-F ${shell(`file=@"${file.replace(/["\\]/g, '\\$&')}"`)}`),
  ];
  return `curl -s ${parts.join(' \\\n  ')} \\\n  ${shell(`${new URL(route, base)}?${readable(query)}`)}`;
}

/** @param {Work} work */
export function commandLine({ query, files }) {
  const words = [];
  for (const [name, value] of query) {
    if (name === 'model') {
      continue;
    }

    words.push(name.startsWith('option.') ? `--option ${shell(`${name.slice(7)}=${value}`)}`
      : value === 'true' ? `--${name.replaceAll('_', '-')}`
      : `--${name.replaceAll('_', '-')} ${shell(value)}`);
  }

  return `tollama run ${shell(query.get('model') ?? 'auto')} ${files.map(shell).join(' ')} ${words.join(' ')}`.trim();
}

/**
 * @param {Work} work
 * @param {URL} base
 */
export function python({ route, query, files, hasKey }, base) {
  const params = [...query].map(([name, value]) => `        ${quote(name)}: ${quote(value)},`).join('\n');
  return `import requests

files = [${files.map(file => `("file", open(${quote(file)}, "rb"))`).join(', ')}]
answer = requests.post(
    ${quote(String(new URL(route, base)))},
    params={
${params}
    },
    files=files,${hasKey ? '\n    headers={"Authorization": "Bearer KEY"},' : ''}
)
answer.raise_for_status()
for forecast in answer.json()["forecasts"]:
    print(forecast["id"], forecast["mean"])`;
}

/**
 * @param {Work} work
 * @param {URL} base
 */
export function csharp({ query, files, hasKey }, base) {
  const request = [];
  const table = [];
  const options = [];
  for (const [name, value] of query) {
    if (name in requestProperties) {
      request.push(requestProperties[name](value));
    } else if (name in tableProperties) {
      table.push(`${tableProperties[name]} = [${value.split(',').map(quote).join(', ')}]`);
    } else if (name in tableSettings) {
      table.push(tableSettings[name](value));
    } else {
      options.push(`request = request.WithOption(${quote(name.replace(/^option\./, ''))}, ${quote(value)});`);
    }
  }

  const all = [...request, ...table.length ? [`Table = new TableOptions { ${table.join(', ')} }`] : []];
  return `using Tollama.Client;
using Tollama.Core.Requests;

using TollamaClient client = new(new Uri(${quote(String(base))})${hasKey ? ', "KEY"' : ''});
ForecastRequest request = new()
{
${all.map(one => `    ${one},`).join('\n')}
};
${options.map(one => `${one}\n`).join('')}TableFile[] files = [${files.map(file => `TableFile.FromPath(${quote(file)})`).join(', ')}];
var response = await client.ForecastFilesAsync(files, request);
foreach (var forecast in response.Forecasts)
{
    Console.WriteLine($"{forecast.Id}: {string.Join(", ", forecast.Mean)}");
}`;
}

/**
 * A word of a POSIX shell.
 * @param {string} text
 */
export function shell(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * A literal that Python and C# read alike.
 * @param {string} text
 */
function quote(text) {
  return JSON.stringify(text);
}

/** @param {string} word */
function pascal(word) {
  return word.split('_').map(part => part[0].toUpperCase() + part.slice(1)).join('');
}

// Commas and colons mean themselves in a query, and people read them better.
function readable(/** @type {URLSearchParams} */ query) {
  return query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
}
