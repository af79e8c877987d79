using System.Reflection;
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

    /// <summary>
    /// Without these a generated client knows nothing of the entries of a list, or takes for there what is left out when null.
    /// </summary>
    [Fact]
    public async Task Lists_say_what_they_hold_and_what_may_be_left_out_is_not_required()
    {
        await using var server = await TestServer.StartAsync();
        var schemas = JsonSerializer.Deserialize<JsonElement>(await server.Http.GetStringAsync("/openapi/v1.json"))
            .GetProperty("components").GetProperty("schemas");
        var members = schemas.EnumerateObject()
            .SelectMany(type => type.Value.TryGetProperty("properties", out var all) ? all.EnumerateObject() : default);
        foreach (var (name, schema) in members.Select(member => (member.Name, member.Value)))
        {
            var text = schema.GetRawText();
            text.ShouldNotContain("\"null\"", customMessage: name);
            text.ShouldNotContain("JsonObject", customMessage: name);
            if (schema.TryGetProperty("type", out var type) && type.ValueEquals("array"))
                schema.TryGetProperty("items", out _).ShouldBeTrue(name);
        }

        var page = schemas.GetProperty("DoctorPage");
        page.GetProperty("required").EnumerateArray().Select(one => one.GetString()).ShouldBe(["doctors"]);
        page.GetProperty("properties").GetProperty("doctors").GetProperty("items").GetRawText().ShouldContain("DoctorEntry");
        schemas.GetProperty("DoctorEntry").GetProperty("required").GetRawText().ShouldContain("\"id\"");
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

    /// <summary>
    /// The reader of bodies wants every parameter without a default: a pack of rounds could once not be bought without saying how it
    /// is paid.
    /// </summary>
    [Fact]
    public async Task What_the_document_lets_a_body_leave_out_the_server_lets_it_leave_out()
    {
        await using var server = await TestServer.StartAsync();
        var document = JsonSerializer.Deserialize<JsonElement>(await server.Http.GetStringAsync("/openapi/v1.json"));
        var bodies = Operations(document).Where(operation => operation.TryGetProperty("requestBody", out _))
            .Select(operation => operation.GetProperty("requestBody").GetRawText().Split("#/components/schemas/"))
            .Where(parts => parts.Length > 1).Select(parts => parts[1].Split('"')[0]).ToHashSet();
        var types = typeof(Server).Assembly.GetTypes().Concat(typeof(Codes).Assembly.GetExportedTypes())
            .Where(type => bodies.Contains(type.Name) && type.GetMethod("<Clone>$") is not null).ToArray();
        types.Length.ShouldBeGreaterThan(50);

        var nullability = new NullabilityInfoContext();
        types.SelectMany(type => type.GetConstructors()).SelectMany(made => made.GetParameters())
            .Where(parameter => nullability.Create(parameter).WriteState is NullabilityState.Nullable && !parameter.HasDefaultValue)
            .Select(parameter => $"{parameter.Member.DeclaringType!.Name}.{parameter.Name}").ShouldBeEmpty();
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
