using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Daemon.Endpoints;

namespace Tollama.Daemon.Tests.Endpoints;

public sealed class AcceptedFormatTests
{
    [Theory]
    [InlineData(null, AnswerFormat.Json)]
    [InlineData("", AnswerFormat.Json)]
    [InlineData("*/*", AnswerFormat.Json)]
    [InlineData("application/json", AnswerFormat.Json)]
    [InlineData("application/*", AnswerFormat.Json)]
    [InlineData("text/*", AnswerFormat.Csv)]
    [InlineData("text/csv", AnswerFormat.Csv)]
    [InlineData("TEXT/CSV; charset=utf-8", AnswerFormat.Csv)]
    [InlineData("text/tab-separated-values", AnswerFormat.Tsv)]
    [InlineData("application/x-ndjson", AnswerFormat.Ndjson)]
    [InlineData("application/vnd.apache.parquet", AnswerFormat.Parquet)]
    [InlineData("application/vnd.apache.arrow.stream", AnswerFormat.ArrowStream)]
    [InlineData("application/vnd.apache.arrow.file", AnswerFormat.Arrow)]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", AnswerFormat.Xlsx)]
    [InlineData("text/html, application/vnd.apache.parquet;q=0.2, text/csv;q=0.1", AnswerFormat.Parquet)]
    [InlineData("application/json;q=0.5, text/csv", AnswerFormat.Csv)]
    [InlineData("text/csv, application/json", AnswerFormat.Csv)]
    [InlineData("text/csv, */*", AnswerFormat.Csv)]
    [InlineData("application/json, text/plain, */*", AnswerFormat.Json)]
    [InlineData("*/*;q=0.1, text/csv", AnswerFormat.Csv)]
    [InlineData("application/json;q=0, */*", AnswerFormat.Ndjson)]
    [InlineData("text/html, */*;q=0.8", AnswerFormat.Json)]
    public void The_most_wanted_format_is_taken(string? accept, AnswerFormat format) => AcceptedFormat.Of(Request(accept)).ShouldBe(format);

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/*")]
    [InlineData("text/csv;q=0")]
    [InlineData("*/*;q=0")]
    [InlineData("csv")]
    public void What_is_no_format_of_ours_is_refused_with_the_list(string accept)
    {
        TollamaException refused = Should.Throw<TollamaException>(() => AcceptedFormat.Of(Request(accept)));

        refused.Code.ShouldBe(ErrorCode.NotAcceptable);
        refused.Message.ShouldContain(accept);
        refused.Hint!.ShouldContain("application/vnd.apache.parquet");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("application/x-ndjson")]
    [InlineData("text/csv, application/json;q=0.5")]
    [InlineData("text/html, */*;q=0.8")]
    public void Where_only_json_is_answered_it_must_be_accepted(string? accept) => AcceptedFormat.RequireJson(Request(accept), "anomalies");

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/vnd.apache.parquet")]
    [InlineData("text/html, application/json;q=0")]
    [InlineData("csv")]
    public void Where_only_json_is_answered_tables_are_refused(string accept)
    {
        TollamaException refused = Should.Throw<TollamaException>(() => AcceptedFormat.RequireJson(Request(accept), "anomalies"));

        (refused.Code, refused.Message, refused.Hint).ShouldBe((ErrorCode.NotAcceptable, $"anomalies are not answered as '{accept}'", "accept application/json"));
    }

    private static HttpRequest Request(string? accept)
    {
        DefaultHttpContext context = new();
        if (accept is not null)
        {
            context.Request.Headers.Accept = accept;
        }

        return context.Request;
    }
}
