using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Platform;

/// <summary>
/// Members that an endpoint does not list: every name of every entity of the model, in every body and every object inside it, as the program itself reads them. What is listed
/// and would decide about rights, money, time or whose something is stands in a written list, so that a new one is seen.
/// </summary>
public sealed class UnlistedMemberTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private static readonly string[] Further = ["isAdmin", "isOwner", "admin", "ownerId", "balance", "stripeAccountId", "stripeCustomerId", "isVerified", "__proto__", "constructor", "$type", "$id", "$ref"];

    // Words that decide something. A member so named is taken by these bodies alone, and each for its reason.
    private static readonly string[] Decides =
    [
        "id", "tenantId", "organizationId", "storeId", "ownerId", "userId", "customerId", "actorId", "role", "roleId", "permissions", "price", "total", "balance", "status", "version", "revision", "createdAt", "updatedAt", "paidAt", "deletedAt",
        "verifiedAt", "suspendedAt", "endsAt", "emailVerified", "emailConfirmed", "twoFactorEnabled", "passwordHash", "testMode", "verified", "hash", "secret",
    ];

    private static readonly string[] Listed =
    [
        // Which existing rows are meant; each is looked for in the store of the address (ForeignIdTests).
        "BulkProduct.id", "VariantRequest.id", "CartChangeRequest.id", "TemplateRuleRequest.id",
        // What the merchant decides about their own goods and orders.
        "ProductRequest.price", "ProductRequest.status", "VariantRequest.price", "BulkRequest.status", "ReviewBulkRequest.status", "ReviewPatch.status", "OrderPatch.status",
        // People and keys: nobody gives what they do not hold (MemberTests, ApiKeyTests).
        "ApiKeyRequest.permissions", "ApiKeyRequest.storeId", "InviteRequest.permissions", "InviteRequest.role", "InviteRequest.roleId", "MemberPatch.permissions", "MemberPatch.role", "MemberPatch.roleId",
        "RoleRequest.permissions", "StoreRightsBody.permissions", "StoreRightsBody.storeId", "TransferRequest.userId", "AcceptOfferRequest.organizationId",
        // Which version a preview shows.
        "PreviewLinkRequest.version",
        // Of the installation, by those who run it.
        "GrantRequest.price",
    ];

    private RunningApp App => shared.App;

    private JsonSerializerOptions Json => App.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

    [Fact]
    public void No_body_takes_a_member_it_does_not_list_whatever_entity_has_one_of_that_name()
    {
        var bodies = BodyShapes.Endpoints(App).Select(e => BodyShapes.BodyOf(e.Endpoint)).OfType<Type>().Distinct().ToList();
        var objects = bodies.SelectMany(b => BodyShapes.Within(b, Json)).DistinctBy(t => t.Type).ToList();
        var (wrong, asked) = (new List<string>(), 0);
        var names = MembersOfTheModel().SelectMany(n => new[] { n, char.ToUpperInvariant(n[0]) + n[1..], JsonNamingPolicy.SnakeCaseLower.ConvertName(n) }).Concat(Further).Distinct().ToList();
        foreach (var type in objects)
        {
            if (type.UnmappedMemberHandling is not (null or JsonUnmappedMemberHandling.Disallow) || type.Properties.Any(p => p.IsExtensionData)) wrong.Add($"{type.Type.Name} keeps what it does not list");
            foreach (var name in names.Except(type.Properties.Select(p => p.Name)))
            {
                asked++;
                if (Takes(type.Type, name)) wrong.Add($"{type.Type.Name} takes {name}");
            }
        }
        Assert.True(bodies.Count > 50 && asked > 10_000, $"{bodies.Count} bodies, {objects.Count} objects, {asked} cases");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void A_member_that_decides_something_is_taken_by_the_bodies_of_the_written_list_alone()
    {
        var taken = BodyShapes.Endpoints(App).Select(e => BodyShapes.BodyOf(e.Endpoint)).OfType<Type>().Distinct().SelectMany(b => BodyShapes.Within(b, Json)).DistinctBy(t => t.Type)
            .SelectMany(t => t.Properties.Where(p => Decides.Contains(p.Name)).Select(p => $"{t.Type.Name}.{p.Name}")).Order(StringComparer.Ordinal).ToList();
        Assert.True(taken.ToHashSet().SetEquals(Listed), $"not in the list: {string.Join(", ", taken.Except(Listed))}; in the list alone: {string.Join(", ", Listed.Except(taken))}");
    }

    [Fact]
    public void No_write_reads_such_a_word_from_its_query()
    {
        var read = from e in BodyShapes.Endpoints(App)
                   where e.Method != "GET"
                   from parameter in e.Endpoint.Metadata.OfType<IParameterBindingMetadata>()
                   where Decides.Concat(Further).Contains(parameter.Name) && e.Endpoint.RoutePattern.GetParameter(parameter.Name) is null && (parameter.ParameterInfo.ParameterType.IsPrimitive || parameter.ParameterInfo.ParameterType == typeof(string) || parameter.ParameterInfo.ParameterType == typeof(Guid) || Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) is not null)
                   select $"{e.Method} {e.Path} {parameter.Name}";
        Assert.Empty(read);
        Assert.Contains(BodyShapes.Endpoints(App), e => e.Endpoint.Metadata.OfType<IParameterBindingMetadata>().Any());
    }

    private bool Takes(Type body, string member)
    {
        try { JsonSerializer.Deserialize($$"""{"{{member}}":null}""", body, Json); }
        catch (JsonException) { return false; }
        return true;
    }

    private IEnumerable<string> MembersOfTheModel()
    {
        using var db = App.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContext();
        return [.. db.Model.GetEntityTypes().SelectMany(e => e.GetProperties().Select(p => p.Name).Concat(e.GetNavigations().Select(n => n.Name))).Select(JsonNamingPolicy.CamelCase.ConvertName).Distinct()];
    }
}
