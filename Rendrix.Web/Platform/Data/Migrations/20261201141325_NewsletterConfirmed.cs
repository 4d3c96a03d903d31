using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class NewsletterConfirmed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "confirmed_at",
                table: "newsletter_subscribers",
                type: "timestamptz",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "newsletter_subscribers",
                type: "timestamptz",
                nullable: true);

            // Who is on a list already stays there: nobody asked them by mail, and the shop has written to them.
            migrationBuilder.Sql("update newsletter_subscribers set confirmed_at = created_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "confirmed_at",
                table: "newsletter_subscribers");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "newsletter_subscribers");
        }
    }
}
