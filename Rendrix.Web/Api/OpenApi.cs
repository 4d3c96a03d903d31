using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Api;

/// <summary>The OpenAPI document of everything below <c>/api</c> and the readable reference made of it.</summary>
internal static class OpenApi
{
    public const string Document = "v1";

    public static IServiceCollection AddRendrixOpenApi(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = api => api.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddSchemaTransformer(DescribeTypes);
        options.AddOperationTransformer(DescribeOperation);
        options.AddDocumentTransformer(DescribeDocument);
    });

    public static void MapRendrixOpenApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        routes.MapGet("/docs/api", async ([Microsoft.Extensions.DependencyInjection.FromKeyedServices(Document)] IOpenApiDocumentProvider provider, CancellationToken ct) =>
            new RazorComponentResult<ApiReferencePage>(new Dictionary<string, object?> { [nameof(ApiReferencePage.Document)] = await provider.GetOpenApiDocumentAsync(ct) }) { PreventStreamingRendering = true })
            .AllowAnonymous().ExcludeFromDescription();
    }

    private static Task DescribeTypes(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(AmountText))
        {
            schema.Type = JsonSchemaType.String | (context.JsonTypeInfo.Type == type ? 0 : JsonSchemaType.Null);
            schema.Pattern = @"^\d+(\.\d+)?$";
            schema.Description = "Decimal string with the currency's own number of decimals; a JSON number is accepted too.";
            schema.Examples = [JsonValue.Create("49.99")];
            schema.Properties?.Clear();
        }
        else if (type == typeof(DateTimeOffset)) schema.Examples = [JsonValue.Create("2026-01-31T12:00:00.000Z")];
        if (schema.Properties?.Count > 0) schema.AdditionalPropertiesAllowed = false;
        return Task.CompletedTask;
    }

    private static Task DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var path = context.Description.RelativePath ?? "";
        var method = context.Description.HttpMethod ?? "GET";
        var anonymous = metadata.OfType<IAllowAnonymous>().Any();
        operation.Parameters ??= [];
        foreach (var name in RouteNames(path)) Ensure(operation, name, ParameterLocation.Path, name == "storeSlug" ? "Subdomain of the store." : "Id of the resource; another tenant's answers 404.", required: true);
        if (context.Description.ParameterDescriptions.Any(p => p.Type == typeof(PageQuery)) || metadata.OfType<System.Reflection.MethodInfo>().Any(m => m.GetParameters().Any(p => p.ParameterType == typeof(PageQuery))))
        {
            Ensure(operation, "limit", ParameterLocation.Query, "Items per page, 1 to 250; 50 when left out.");
            Ensure(operation, "cursor", ParameterLocation.Query, "nextCursor of the page before.");
            Ensure(operation, "include", ParameterLocation.Query, "total adds the number of all items.");
        }
        if (method == "POST") Ensure(operation, "Idempotency-Key", ParameterLocation.Header, "Any text of up to 255 characters; the same key and body within 24 hours answer the stored response.");
        if (method is "PATCH" or "PUT" or "DELETE") Ensure(operation, "If-Match", ParameterLocation.Header, "The ETag last seen; 412 when it is stale.");

        var problems = new List<int> { 400, 429, 500 };
        if (!anonymous) problems.AddRange([401, 403]);
        if (path.Contains('{', StringComparison.Ordinal)) problems.Add(404);
        if (method != "GET") problems.AddRange([409, 413, 415]);
        // What a plan does not hold.
        if (method != "GET" && !anonymous) problems.Add(402);
        if (method is "PATCH" or "PUT" or "DELETE") problems.Add(412);
        operation.Responses ??= [];
        foreach (var status in problems.Order())
            operation.Responses.TryAdd(status.ToString(System.Globalization.CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = status == 401 ? "No valid token" : ((HttpStatusCode)status).ToString(),
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("Problem", context.Document) } },
            });
        if (!anonymous) operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task DescribeDocument(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Rendrix API", Version = "1",
            Description = "Merchants and integrations call /api/v1 with an access token; headless storefronts call /api/storefront/{storeSlug} without one. Money is a decimal string beside its currency, times are UTC, lists are paged by cursor, errors are problem documents.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "accessToken of register, login or refresh; lives 15 minutes." };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas["Problem"] = ProblemSchema();
        return Task.CompletedTask;
    }

    private static OpenApiSchema ProblemSchema()
    {
        static OpenApiSchema Text(string about) => new() { Type = JsonSchemaType.String, Description = about };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "type", "title", "status", "detail", "instance", "code", "errors", "requestId" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("Address of the explanation."), ["title"] = Text("Short name of the kind of problem."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer }, ["detail"] = Text("What happened and the way out."), ["instance"] = Text("The path that was called."),
                ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. ProblemCatalog.Titles.Keys.Select(code => (JsonNode)JsonValue.Create(code))] },
                ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Messages by the request's own field names.", AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } } },
                ["requestId"] = Text("Quote it to support."),
            },
        };
    }

    private static IEnumerable<string> RouteNames(string path) =>
        path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}').Split(':')[0]);

    private static void Ensure(OpenApiOperation operation, string name, ParameterLocation place, string about, bool required = false)
    {
        if (operation.Parameters!.FirstOrDefault(p => p.Name == name) is OpenApiParameter known) { known.Description ??= about; return; }
        operation.Parameters!.Add(new OpenApiParameter { Name = name, In = place, Required = required, Description = about, Schema = new OpenApiSchema { Type = name == "limit" ? JsonSchemaType.Integer : JsonSchemaType.String } });
    }
}
