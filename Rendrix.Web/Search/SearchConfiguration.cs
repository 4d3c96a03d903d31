using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Search;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Search;

internal sealed class SearchConfiguration : IEntityTypeConfiguration<SearchWord>
{
    public void Configure(EntityTypeBuilder<SearchWord> word)
    {
        word.ToTable("search_words").OfStore();
        word.Property(w => w.Word).HasMaxLength(60);
        word.HasIndex(w => new { w.TenantId, w.StoreId, w.Word }).IsUnique();
    }
}
