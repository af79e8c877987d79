using System.Text.Json;
using Consult.Feeds;
using Consult.Testing.Server;

namespace Consult.Api.Tests.OpenApi;

/// <summary>Whoever generates a client from the document learns the type of everything.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Every_parameter_and_every_member_has_a_type_and_a_name_as_the_protocol_writes_it()
    {
        await using var server = await TestServer.StartAsync();
        var document = JsonSerializer.Deserialize<JsonElement>(await server.Http.GetStringAsync("/openapi/v1.json"));
        var parameters = Operations(document)
            .SelectMany(operation => operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : [])
            .Where(parameter => parameter.GetProperty("in").GetString() != "header")
            .Select(parameter => (Name: parameter.GetProperty("name").GetString()!, Schema: parameter.GetProperty("schema")));
        var members = document.GetProperty("components").GetProperty("schemas").EnumerateObject()
            .SelectMany(schema => schema.Value.TryGetProperty("properties", out var all) ? all.EnumerateObject() : default)
            .Select(member => (member.Name, Schema: member.Value));

        var described = parameters.Concat(members).ToArray();
        described.Length.ShouldBeGreaterThan(100);
        foreach (var (name, schema) in described)
        {
            char.IsLower(name[0]).ShouldBeTrue(name);
            (schema.TryGetProperty("type", out _) || schema.TryGetProperty("$ref", out _) || schema.TryGetProperty("oneOf", out _))
                .ShouldBeTrue($"{name}: {schema}");
        }
    }

    [Fact]
    public async Task Every_body_is_required()
    {
        await using var server = await TestServer.StartAsync();
        var document = JsonSerializer.Deserialize<JsonElement>(await server.Http.GetStringAsync("/openapi/v1.json"));
        var bodies = Operations(document).Where(operation => operation.TryGetProperty("requestBody", out _)).ToArray();
        bodies.ShouldNotBeEmpty();
        bodies.ShouldAllBe(operation => operation.GetProperty("requestBody").GetProperty("required").GetBoolean());
    }

    private static IEnumerable<JsonElement> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(one => one.Value);

    /// <summary>The document names schemas as types are named: the desk of a group was once described as a doctor's.</summary>
    [Fact]
    public void No_two_types_that_clients_see_have_one_name()
    {
        var own = typeof(Server).Assembly.GetTypes().Where(type => type.Namespace == "Consult.Api.Resources" && type.GetMethod("<Clone>$") is not null);
        var contracts = typeof(Codes).Assembly.GetExportedTypes().Where(type => type.Name.EndsWith("View", StringComparison.Ordinal));
        own.Concat(contracts).CountBy(type => type.Name).Where(name => name.Value > 1).ShouldBeEmpty();
    }
}
